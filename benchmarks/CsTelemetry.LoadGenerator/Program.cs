using System.CommandLine;
using CsTelemetry.LoadGenerator.Load;

return await new RootCommand("Loads a real collector and counts what becomes of it.") { LoadCommand.Create() }.Parse(args).InvokeAsync();
