using System.Globalization;
using CsTelemetry.Collector.Hosting;

namespace CsTelemetry.Collector.Tests.Hosting;

public sealed class BackgroundThreadsTests
{
    [Fact]
    public async Task What_follows_an_await_stays_on_the_threads_and_stands_back()
    {
        using var threads = new BackgroundThreads("carrier", 2, niceness: 5);
        var own = await Task.Run(Niceness);
        List<(string? Name, int Niceness)> seen = [];

        await threads.RunAsync(
            async () =>
            {
                for (var i = 0; i < 3; i++)
                {
                    seen.Add((Thread.CurrentThread.Name, Niceness()));
                    await Task.Yield();
                }
            },
            CancellationToken.None);

        Assert.Equal(Enumerable.Repeat<(string?, int)>(("carrier", Math.Min(19, own + (OperatingSystem.IsLinux() ? 5 : 0))), 3), seen);
        Assert.Equal(own, await Task.Run(Niceness));
    }

    [Fact]
    public async Task A_loop_in_parallel_uses_no_other_threads()
    {
        using var threads = new BackgroundThreads("carrier", 2, niceness: 0);
        var names = new string?[64];

        await threads.RunAsync(
            () =>
            {
                Parallel.For(0, names.Length, i => names[i] = Thread.CurrentThread.Name);
                return Task.CompletedTask;
            },
            CancellationToken.None);

        Assert.All(names, name => Assert.Equal("carrier", name));
    }

    [Fact]
    public async Task What_ends_after_the_stop_still_ends()
    {
        var threads = new BackgroundThreads("carrier", 1, niceness: 0);
        var gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var work = threads.RunAsync(() => gate.Task.ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.None, threads), CancellationToken.None);

        threads.Dispose();
        gate.SetResult();

        await work;
    }

    // The 19th field of its state, which stands behind a name that may hold anything.
    private static int Niceness()
    {
        if (!OperatingSystem.IsLinux())
        {
            return 0;
        }

        var stat = File.ReadAllText("/proc/thread-self/stat");
        return int.Parse(stat[(stat.LastIndexOf(')') + 2)..].Split(' ')[16], CultureInfo.InvariantCulture);
    }
}
