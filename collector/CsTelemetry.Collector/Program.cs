using CsTelemetry.Collector.Administering;
using CsTelemetry.Collector.Cli;

var command = CollectorCommands.Build().Parse(args);
var exitCode = await command.InvokeAsync();
return command.Errors.Count > 0 ? ExitCodes.Usage : exitCode;
