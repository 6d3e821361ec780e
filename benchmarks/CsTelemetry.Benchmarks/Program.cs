using System.CommandLine;
using CsTelemetry.Benchmarks.Track;

var track = new Command("track", "Measures what one Track call costs the thread that makes it.");
track.SetAction((_, cancellationToken) => TrackBenchmark.RunAsync(cancellationToken));
return await new RootCommand("Benchmarks of CsTelemetry.") { track }.Parse(args).InvokeAsync();
