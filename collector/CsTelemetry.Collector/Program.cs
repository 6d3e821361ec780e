using System.CommandLine;
using CsTelemetry.Collector.Administering;
using CsTelemetry.Collector.Cli;

// A stop has its own deadline (Collector:ShutdownTimeout, at most 10 min), and an interrupted command finishes the statement
// under way: the parser's two seconds would end the process in the middle of either.
var configuration = new InvocationConfiguration { ProcessTerminationTimeout = TimeSpan.FromMinutes(11) };
var command = CollectorCommands.Build().Parse(args);
var exitCode = await command.InvokeAsync(configuration);
return command.Errors.Count > 0 ? ExitCodes.Usage : exitCode;
