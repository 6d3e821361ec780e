using CsTelemetry.Collector.Cli;

return await CollectorCommands.Build().Parse(args).InvokeAsync();
