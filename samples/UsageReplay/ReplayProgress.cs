using System.Globalization;
using Spectre.Console;

namespace UsageReplay;

/// <summary>Shows on standard error how far a replay is: a bar on a terminal, lines elsewhere.</summary>
internal static class ReplayProgress
{
    private static readonly TimeSpan BarInterval = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan LineInterval = TimeSpan.FromSeconds(2);

    public static async Task<ReplayReport> ShowAsync(ReplayPlan plan, Replay replay, CancellationToken cancellationToken)
    {
        var survey = plan.Survey;
        await Console.Error.WriteLineAsync(string.Create(
            CultureInfo.InvariantCulture,
            $"{plan.Log.Name}: {survey.FeatureUses:N0} feature uses from {survey.FirstDay:yyyy-MM-dd} to {survey.LastDay:yyyy-MM-dd}; the last day becomes {plan.Calendar.Move(survey.LastDay):yyyy-MM-dd} (UTC)."));
        var report = Console.IsErrorRedirected
            ? await ShowLinesAsync(plan, replay, cancellationToken)
            : await ShowBarAsync(plan, replay, cancellationToken);
        if (replay.Interruption is { } reason)
        {
            await Console.Error.WriteLineAsync($"replay ended early: {reason}.");
        }

        return report;
    }

    private static async Task<ReplayReport> ShowBarAsync(ReplayPlan plan, Replay replay, CancellationToken cancellationToken)
    {
        var screen = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Error) });
        return await screen.Progress()
            .Columns(new SpinnerColumn(), new TaskDescriptionColumn { Alignment = Justify.Left }, new ProgressBarColumn(), new PercentageColumn(), new ElapsedTimeColumn())
            .StartAsync(async bars =>
            {
                var bar = bars.AddTask("replay", maxValue: plan.Survey.FeatureUses);
                return await FollowAsync(replay, BarInterval, () =>
                {
                    bar.Value = replay.FeatureUses;
                    bar.Description = Markup.Escape(Describe(replay));
                }, cancellationToken);
            });
    }

    private static Task<ReplayReport> ShowLinesAsync(ReplayPlan plan, Replay replay, CancellationToken cancellationToken) =>
        FollowAsync(
            replay,
            LineInterval,
            () => Console.Error.WriteLine(string.Create(
                CultureInfo.InvariantCulture, $"{replay.FeatureUses:N0} of {plan.Survey.FeatureUses:N0}: {Describe(replay)}")),
            cancellationToken);

    private static async Task<ReplayReport> FollowAsync(Replay replay, TimeSpan interval, Action show, CancellationToken cancellationToken)
    {
        var running = replay.RunAsync(cancellationToken);
        while (await Task.WhenAny(running, Task.Delay(interval, TimeProvider.System, CancellationToken.None)) != running)
        {
            show();
        }

        var report = await running;
        show();
        return report;
    }

    private static string Describe(Replay replay)
    {
        var stats = replay.Stats;
        var text = string.Create(
            CultureInfo.InvariantCulture,
            $"{stats.Delivered:N0} delivered, {stats.Queued:N0} waiting, {stats.Rejected.Total:N0} rejected");
        return stats.FailedAttempts == 0 ? text
            : string.Create(CultureInfo.InvariantCulture, $"{text}, {stats.FailedAttempts:N0} attempts repeated (latest: {stats.LastError})");
    }
}
