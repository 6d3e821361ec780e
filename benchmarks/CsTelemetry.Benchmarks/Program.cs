using System.CommandLine;
using CsTelemetry.Benchmarks.Intake;
using CsTelemetry.Benchmarks.Scores;
using CsTelemetry.Benchmarks.Track;

var track = new Command("track", "Measures what one Track call costs the thread that makes it.");
track.SetAction((_, cancellationToken) => TrackBenchmark.RunAsync(cancellationToken));
var intake = new Command("intake", "Measures what one event costs the collector, from its bytes on the wire to its row in a block.");
intake.SetAction(_ => IntakeBenchmark.Run());
return await new RootCommand("Benchmarks of CsTelemetry.") { track, intake, ScoresCommand.Create() }.Parse(args).InvokeAsync();
