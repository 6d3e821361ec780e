using CsTelemetry.Exporting;
using CsTelemetry.Sdk.Tests.Fakes;
using Xunit.Abstractions;

namespace CsTelemetry.Sdk.Tests.Client;

/// <summary>Calls everything with anything, from many threads.</summary>
[Collection(nameof(Alone))]
public sealed class FuzzTests(ITestOutputHelper output)
{
    private const int Threads = 8;

    private static readonly string?[] Texts =
    [
        null, "", "a", "acme", "reports.export", "übersicht", "\0\u0001", new string('x', 256), new string('x', 257), new string('ü', 129),
        new('\ud800', 1), "ok" + new string('\udc00', 1), new string('y', 40_000), "\ud83d\ude80",
    ];

    private static readonly TelemetryName[] Names = [new("f"), new("reports.export"), null!];

    [Fact]
    public async Task Eight_threads_call_a_million_times_each_with_anything_and_no_call_throws_while_batches_are_delivered()
    {
        var stats = await HammerAsync(new CountingTransport(), 1_000_000);
        Assert.True(stats.Delivered > 100_000 && stats.Dropped is { TooLarge: > 0, Invalid: > 0, Sampled: > 0, NoConsent: > 0 }, stats.ToString());
    }

    [Fact]
    public async Task Eight_threads_call_with_anything_and_no_call_throws_or_waits_while_the_collector_hangs()
    {
        var stats = await HammerAsync(new ScriptedTransport().ThenHang(), 100_000);
        Assert.True(stats is { Delivered: 0, Queued: 50_000, Dropped.QueueFull: > 0 }, stats.ToString());
    }

    private async Task<TelemetryStatistics> HammerAsync(IBatchTransport collector, int callsPerThread)
    {
        var seed = Environment.TickCount;
        output.WriteLine($"seed {seed}");
        await using var client = CsTelemetryClient.Create(
            TestClients.Options(options =>
            {
                options.ShutdownTimeout = TimeSpan.Zero;
                options.UserIdHashKey = "sixteen characters";
                options.SampleOneIn["a"] = 3;
                options.AllowedProperties = ["a", "acme", "übersicht"];
            }),
            Microsoft.Extensions.Logging.Abstractions.NullLogger.Instance,
            TimeProvider.System,
            collector,
            Random.Shared.NextDouble);
        var failures = new Exception?[Threads];
        var threads = Enumerable.Range(0, Threads).Select(number => new Thread(() =>
        {
            try
            {
                Hammer(client, new Random(seed + number), callsPerThread);
            }
            catch (Exception failure)
            {
                failures[number] = failure;
            }
        })).ToList();

        threads.ForEach(thread => thread.Start());
        threads.ForEach(thread => thread.Join());

        Assert.All(failures, failure => Assert.Null(failure));
        var stats = client.GetStats();
        output.WriteLine(stats.ToString());
        Assert.Equal(Threads * (long)callsPerThread, stats.Tracked);
        Books.AssertBalanced(stats);
        return stats;
    }

    private static void Hammer(CsTelemetryClient client, Random random, int calls)
    {
        var properties = new TelemetryProperty[40];
        for (var i = 0; i < calls; i++)
        {
            var count = random.Next(10) == 0 ? random.Next(properties.Length) : random.Next(3);
            for (var p = 0; p < count; p++)
            {
                properties[p] = Anything(random);
            }

            using var scope = i % 100 == 0
                ? client.BeginScope(new() { AccountId = Text(random), UserId = Text(random), HasConsent = random.Next(4) > 0, Properties = [Anything(random)] })
                : null;
            Call(client, random, properties.AsSpan(0, count));
        }
    }

    private static void Call(CsTelemetryClient client, Random random, ReadOnlySpan<TelemetryProperty> properties)
    {
        EventDetails details = random.Next(3) > 0 ? new() { Properties = properties } : new()
        {
            OccurredAt = random.Next(2) == 0 ? DateTimeOffset.MinValue : DateTimeOffset.MaxValue,
            SessionId = Text(random),
            Platform = (Platform)random.Next(-1, 8),
            ActorKind = (ActorKind)random.Next(-1, 8),
            Quantity = random.NextInt64(long.MinValue, long.MaxValue),
            Value = random.Next(3) switch { 0 => double.NaN, 1 => double.NegativeInfinity, _ => random.NextDouble() },
            Duration = random.Next(2) == 0 ? TimeSpan.MinValue : TimeSpan.MaxValue,
            Properties = properties,
        };
        _ = random.Next(12) switch
        {
            0 => client.TrackFeature(Text(random)!, Text(random)!, Text(random)!, in details),
            1 => client.TrackFeature(Text(random)!, in details),
            2 => client.TrackFeature(Names[random.Next(Names.Length)], Text(random)!, Text(random)!, in details),
            3 => client.TrackLogin(Text(random)!, Text(random)!, in details),
            4 => client.TrackLoginFailed(Text(random)!, Text(random), in details),
            5 => client.TrackPageView(Text(random)!, Text(random)!, Text(random), in details),
            6 => client.TrackError(Text(random)!, in details),
            7 => client.TrackCounter(Text(random)!, details.Value, Text(random)!, Text(random), in details),
            8 => client.TrackOutcome(Text(random)!, details.Value, in details),
            9 => client.MarkRelease(Text(random)!, in details),
            10 => client.Identify(Text(random)!, Text(random)!, Text(random)!, properties),
            _ => client.SetAccount(Text(random)!, new AccountAttributes { Name = Text(random), Seats = random.Next(), Properties = properties }),
        };
    }

    private static string? Text(Random random) => Texts[random.Next(Texts.Length)];

    private static TelemetryProperty Anything(Random random) => random.Next(5) switch
    {
        0 => new(Text(random)!, random.NextInt64()),
        1 => new(Text(random)!, random.Next(2) == 0),
        2 => new(Text(random)!, random.Next(2) == 0 ? double.NaN : 0.5),
        3 => default,
        _ => new(Text(random)!, Text(random)),
    };
}
