using CsTelemetry.Collector.Administering;
using Spectre.Console;

namespace CsTelemetry.Collector.Cli.Output;

/// <summary>Draws a bar of the progress on a terminal, and the other lines above it.</summary>
internal sealed class LiveOutput(IAnsiConsole console) : ILineOutput
{
    public Task ShowAsync(IAsyncEnumerable<AdministrationLine> lines) => console.Progress()
        .AutoClear(true)
        .Columns(new SpinnerColumn(), new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn())
        .StartAsync(context => DrawAsync(context, lines));

    private async Task DrawAsync(ProgressContext context, IAsyncEnumerable<AdministrationLine> lines)
    {
        ProgressTask? bar = null;
        await foreach (var line in lines)
        {
            if (line.Kind != LineKind.Progress)
            {
                console.MarkupLine(MarkupOf(line));
                continue;
            }

            // A task without a name is refused.
            var name = line.Text.Length == 0 ? "working" : Markup.Escape(line.Text);
            bar ??= context.AddTask(name);
            bar.Description = name;
            bar.MaxValue = Math.Max(1, line.Total ?? 1);
            bar.Value = line.Done ?? 0;
        }
    }

    private static string MarkupOf(AdministrationLine line)
    {
        var text = Markup.Escape(line.Text);
        return line.Kind switch
        {
            LineKind.Fault => $"[red]✗[/] {text}",
            LineKind.Error => $"[red]{text}[/]",
            LineKind.Result when line.Exit is ExitCodes.Done => $"[green]{text}[/]",
            LineKind.Result => $"[yellow]{text}[/]",
            _ => text,
        };
    }
}
