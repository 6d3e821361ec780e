using System.Buffers.Binary;
using System.Globalization;
using CsTelemetry.Protocol.V1;
using Google.Protobuf;

namespace CsTelemetry.LoadGenerator.Torture;

/// <summary>
/// Makes the event of a client and sequence, always the same one: so a batch needs not be kept to be sent again with
/// the same bytes, and the judge knows what must be stored without asking anybody. Thread-safe.
/// </summary>
internal sealed class UniqueUsage(ulong seed, DateTimeOffset now)
{
    private const int GrpcHeaderBytes = 5;
    private const int Accounts = 12, UsersPerAccount = 7, Features = 9, OldestDay = 33;

    private static readonly EventKind[] Kinds = [EventKind.Login, EventKind.FeatureUse, EventKind.PageView, EventKind.Error, EventKind.CustomCounter, EventKind.IdentifyUser, EventKind.Outcome];

    private readonly Resource _resource = new() { Sdk = "torture/1", Application = "torture", ApplicationVersion = "1", Environment = "test" };

    public UsageKey KeyOf(ulong client, ulong sequence)
    {
        var dice = Mix(seed ^ Mix(client ^ Mix(sequence)));
        var account = string.Create(CultureInfo.InvariantCulture, $"account-{dice % Accounts}");
        var kind = Kinds[(dice >> 8) % (ulong)Kinds.Length];
        return new(account, kind, DateOnly.FromDateTime(OccurredAt(dice).UtcDateTime));
    }

    /// <summary>Makes the bytes of a batch.</summary>
    public byte[] Frame(SentBatch batch)
    {
        var request = new PublishRequest
        {
            ClientInstanceId = batch.Client,
            BatchSequence = batch.Number,
            SentAtUnixMs = now.ToUnixTimeMilliseconds(),
            Resource = _resource,
        };
        request.Events.AddRange(batch.Sequences.Select(sequence => EventOf(batch.Client, sequence)));

        // | compressed:1 | length:4, big-endian | message |
        var frame = new byte[GrpcHeaderBytes + request.CalculateSize()];
        BinaryPrimitives.WriteInt32BigEndian(frame.AsSpan(1), frame.Length - GrpcHeaderBytes);
        request.WriteTo(frame.AsSpan(GrpcHeaderBytes));
        return frame;
    }

    private Event EventOf(ulong client, ulong sequence)
    {
        var dice = Mix(seed ^ Mix(client ^ Mix(sequence)));
        var key = KeyOf(client, sequence);
        var made = new Event
        {
            Kind = key.Kind,
            Sequence = sequence,
            OccurredAtUnixMs = OccurredAt(dice).ToUnixTimeMilliseconds(),
            AccountId = key.AccountId,
            UserId = string.Create(CultureInfo.InvariantCulture, $"{key.AccountId}-user-{(dice >> 16) % UsersPerAccount}"),
            Feature = key.Kind is EventKind.Login or EventKind.IdentifyUser ? "" : string.Create(CultureInfo.InvariantCulture, $"feature-{(dice >> 24) % Features}"),
            Platform = Platform.Server,
            ActorKind = ActorKind.Human,
            DurationMs = (dice >> 32) % 100,
        };
        if (key.Kind == EventKind.IdentifyUser)
        {
            made.Properties.Add(new Property { Key = "role", StringValue = "tester" });
        }

        return made;
    }

    // Half happened today; a fifth on the two days where the month, and with it the partition, changes; the others on any day that is still taken.
    private DateTimeOffset OccurredAt(ulong dice)
    {
        var border = now.UtcDateTime.Day - (int)((dice >> 44) % 2);
        var days = ((dice >> 40) % 10) switch
        {
            < 5 => 0,
            < 7 => border,
            _ => (int)((dice >> 48) % (ulong)(OldestDay + 1)),
        };
        return now.AddDays(-days);
    }

    // SplitMix64.
    private static ulong Mix(ulong x)
    {
        x += 0x9e3779b97f4a7c15;
        x = (x ^ (x >> 30)) * 0xbf58476d1ce4e5b9;
        x = (x ^ (x >> 27)) * 0x94d049bb133111eb;
        return x ^ (x >> 31);
    }
}
