using CsTelemetry.Collector.Administering;

namespace CsTelemetry.Collector.Cli.Output;

/// <summary>Prints every line as JSON, for scripts.</summary>
internal sealed class JsonOutput(TextWriter writer) : ILineOutput
{
    public async Task ShowAsync(IAsyncEnumerable<AdministrationLine> lines)
    {
        await foreach (var line in lines)
        {
            await writer.WriteLineAsync(line.ToJson());
        }
    }
}
