using System.Globalization;
using CsTelemetry.Sdk.Tests.Fakes;
using Xunit.Abstractions;

namespace CsTelemetry.Sdk.Tests.Persisting;

/// <summary>Real processes that are killed, exit or crash, share one directory, and lose nothing that they said was safe.</summary>
public sealed class KillTests(ITestOutputHelper output) : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    [Fact]
    public async Task What_killed_children_said_was_safe_arrives_exactly_once()
    {
        var kills = int.Parse(Environment.GetEnvironmentVariable("CSTELEMETRY_KILLS") ?? "20", CultureInfo.InvariantCulture);
        var seed = Random.Shared.Next();
        output.WriteLine($"seed {seed}");
        var counting = new CountingCollector(seed);
        await using var collector = await FakeCollector.StartAsync();
        collector.Otherwise = counting.Answer;

        // Two lanes, so that processes also live beside each other.
        var lanes = await Task.WhenAll(Enumerable.Range(0, 2).Select(lane => Task.Run(() => KillManyAsync(collector.Endpoint, lane, (kills + 1 - lane) / 2, seed + lane))));
        var children = lanes.SelectMany(lane => lane).ToList();
        counting.IsGood = true;
        var filesLeft = _directory.Batches.Length;
        var recovered = await DrainAsync(collector.Endpoint);

        var events = counting.Events;
        var arrived = events.Select(one => one.UserId).ToHashSet();
        var safe = children.SelectMany(child => Enumerable.Range(1, child.Safe).Select(number => $"{child.Run}.{number}")).ToList();
        output.WriteLine(
            $"kills={children.Count} tracked<={children.Sum(child => child.Tracked)} said_safe={safe.Count} arrived={events.Count} lost={safe.Count(id => !arrived.Contains(id))} "
            + $"doubled={events.Count - arrived.Count} batches={counting.Batches} repeats_recognised={counting.Repeats} files_left={filesLeft} recovered_by_the_last={recovered}");
        Assert.Equal(kills, children.Count);
        Assert.NotEmpty(safe);
        Assert.DoesNotContain(safe, id => !arrived.Contains(id));
        Assert.Equal(events.Count, arrived.Count);
        var runs = children.ToDictionary(child => child.Run);
        Assert.All(events, one => Assert.InRange(NumberOf(one.UserId), 1, runs[one.UserId.Split('.')[0]].Tracked));
    }

    [Theory]
    [InlineData("exit")]
    [InlineData("crash")]
    public async Task A_process_that_ends_without_disposing_leaves_its_events_on_disk(string end)
    {
        using (var child = ChildProcess.Start(new Uri("http://127.0.0.1:9"), _directory.Path, "r1", end))
        {
            await child.EndAsync();
            Assert.NotEqual(0, child.Tracked);
            await using var collector = await FakeCollector.StartAsync();

            Assert.Equal(child.Tracked, await DrainAsync(collector.Endpoint));

            Assert.Equal(Enumerable.Range(1, child.Tracked), collector.Events.Select(one => NumberOf(one.UserId)).Order());
        }
    }

    public void Dispose() => _directory.Dispose();

    private async Task<List<ChildProcess>> KillManyAsync(Uri endpoint, int lane, int kills, int seed)
    {
        var random = new Random(seed);
        var children = new List<ChildProcess>();
        for (var i = 0; i < kills; i++)
        {
            using var child = ChildProcess.Start(endpoint, _directory.Path, $"lane{lane}run{i}", "never");
            // A random point: after some lines, and then in the midst of whatever the child does.
            await child.ReadAsync(random.Next(10) == 0 ? 0 : random.Next(1, 40));
            await Task.Delay(TimeSpan.FromMilliseconds(random.Next(30)), TimeProvider.System);
            await child.KillAsync();
            children.Add(child);
        }

        return children;
    }

    /// <summary>Lets one last run deliver everything; gives what it took over.</summary>
    private async Task<long> DrainAsync(Uri endpoint)
    {
        await using var client = TestClients.Connected(endpoint, options => (options.DiskDirectory, options.MaxInFlight) = (_directory.Path, 2));
        await Eventually.TrueAsync(() => _directory.Batches.Length == 0 && client.GetStats().Persisted == 0, "everything is delivered");
        Books.AssertBalanced(client.GetStats());
        Assert.Equal((0L, 0L), (client.GetStats().Dropped.Total, client.GetStats().CorruptFiles));
        return client.GetStats().Recovered;
    }

    private static int NumberOf(string user) => int.Parse(user[(user.IndexOf('.', StringComparison.Ordinal) + 1)..], CultureInfo.InvariantCulture);
}
