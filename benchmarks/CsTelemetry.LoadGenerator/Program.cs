using System.CommandLine;
using CsTelemetry.LoadGenerator.Fairness;
using CsTelemetry.LoadGenerator.Load;
using CsTelemetry.LoadGenerator.Naive;
using CsTelemetry.LoadGenerator.Overload;
using CsTelemetry.LoadGenerator.Storage;
using CsTelemetry.LoadGenerator.Torture;

return await new RootCommand("Loads a real collector, kills it, and counts what becomes of the events.")
{
    LoadCommand.Create(),
    TortureCommand.Create(),
    OverloadCommand.Create(),
    FairnessCommand.Create(),
    StorageCommand.Create(),
    NaiveServerCommand.Create(),
}.Parse(args).InvokeAsync();
