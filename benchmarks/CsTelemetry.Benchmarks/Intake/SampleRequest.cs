using CsTelemetry.Protocol.V1;

namespace CsTelemetry.Benchmarks.Intake;

/// <summary>Draws batches as a busy web application sends them; the same seed draws the same ones.</summary>
internal sealed class SampleRequest(int seed, DateTimeOffset now)
{
    private readonly Random _random = new(seed);
    private ulong _sequence;

    /// <param name="batch">The batch's number.</param>
    /// <param name="events">How many events it holds; every fourth has two properties.</param>
    public PublishRequest Next(ulong batch, int events)
    {
        var request = new PublishRequest
        {
            ClientInstanceId = 0x5EED,
            BatchSequence = batch,
            SentAtUnixMs = now.ToUnixTimeMilliseconds(),
            Resource = new Resource { Sdk = "cstelemetry-dotnet/0.1.0", Application = "projectboard-web", ApplicationVersion = "3.2.1", Environment = "production" },
        };
        request.Events.AddRange(Enumerable.Range(0, events).Select(_ => Event()));
        return request;
    }

    private Event Event()
    {
        var account = _random.Next(200);
        var made = new Event
        {
            Kind = EventKind.FeatureUse,
            Sequence = ++_sequence,
            OccurredAtUnixMs = now.AddMilliseconds(-_random.Next(10_000)).ToUnixTimeMilliseconds(),
            AccountId = $"account-{account:d5}",
            UserId = $"user-{account:d5}-{_random.Next(40):d4}",
            Feature = $"area{_random.Next(6)}.feature{_random.Next(8)}",
            SessionId = $"session-{account:x6}{_random.Next(80):x6}",
            Platform = Protocol.V1.Platform.Web,
        };
        if (_sequence % 4 == 0)
        {
            made.Properties.Add(new Property { Key = "format", StringValue = "pdf" });
            made.Properties.Add(new Property { Key = "pages", IntValue = _random.Next(200) });
        }

        return made;
    }
}
