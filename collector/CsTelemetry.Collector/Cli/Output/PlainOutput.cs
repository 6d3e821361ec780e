using CsTelemetry.Collector.Administering;

namespace CsTelemetry.Collector.Cli.Output;

/// <summary>Prints lines of text, for files and pipes. What could not be done goes to the standard error.</summary>
internal sealed class PlainOutput(TextWriter writer, TextWriter errors) : ILineOutput
{
    public async Task ShowAsync(IAsyncEnumerable<AdministrationLine> lines)
    {
        await foreach (var line in lines)
        {
            await (line.Kind == LineKind.Error ? errors : writer).WriteLineAsync(TextOf(line));
        }
    }

    private static string TextOf(AdministrationLine line) => line.Kind switch
    {
        LineKind.Progress => $"[{line.Done}/{line.Total}] {line.Text}",
        LineKind.Fault => $"✗ {line.Text}",
        _ => line.Text,
    };
}
