namespace CsTelemetry.ClickHouse.Quarantine;

/// <summary>An event in quarantine, as it was sent. Immutable.</summary>
public sealed record QuarantinedEvent
{
    /// <summary>Gets its name.</summary>
    public required QuarantineId Id { get; init; }

    /// <summary>Gets the first sequence of the frozen batch that it was written with.</summary>
    public required long WalBatch { get; init; }

    /// <summary>Gets whose it is.</summary>
    public required string Tenant { get; init; }

    /// <summary>Gets when its batch came in.</summary>
    public required DateTimeOffset ReceivedAt { get; init; }

    /// <summary>Gets why it is here.</summary>
    public required QuarantineOrigin Origin { get; init; }

    /// <summary>Gets the reason for a program: a rejection code in snake_case, or the store's error name.</summary>
    public required string Code { get; init; }

    /// <summary>Gets the reason for a person.</summary>
    public required string Message { get; init; }

    /// <summary>Gets the client that sent it.</summary>
    public required ulong ClientInstanceId { get; init; }

    /// <summary>Gets the batch that it came in.</summary>
    public required ulong BatchSequence { get; init; }

    /// <summary>Gets the account that it names; empty if none.</summary>
    public required string AccountId { get; init; }

    /// <summary>Gets the user that it names; empty if none. An erasure finds it by this.</summary>
    public required string UserId { get; init; }

    /// <summary>Gets the bytes of the message Event.</summary>
    public required ReadOnlyMemory<byte> Event { get; init; }

    /// <summary>Gets the program that reported it.</summary>
    public required QuarantineSource Source { get; init; }
}
