using CsTelemetry.Collector.Administering;

namespace CsTelemetry.Collector.Cli.Output;

/// <summary>Shows the lines of an operation as they come.</summary>
internal interface ILineOutput
{
    public Task ShowAsync(IAsyncEnumerable<AdministrationLine> lines);
}
