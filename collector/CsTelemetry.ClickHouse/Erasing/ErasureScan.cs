namespace CsTelemetry.ClickHouse.Erasing;

/// <summary>What the store holds of a user who is to be erased.</summary>
/// <param name="RawRows">Events that must go.</param>
/// <param name="KeptRows">Events of the user that happened after the order; they stay.</param>
/// <param name="RollupRows">Rows of the rollup about the user, of both.</param>
/// <param name="StaleRollupRows">Those of them that count something that must go.</param>
/// <param name="RolledUpEvents">Events that the rollup counts.</param>
/// <param name="AttributeRows">Attributes of the user that must go.</param>
public readonly record struct ErasureScan(
    long RawRows, long KeptRows, long RollupRows, long StaleRollupRows, long RolledUpEvents, long AttributeRows)
{
    /// <summary>Gets the user's events in quarantine that must go.</summary>
    public long QuarantineRows { get; init; }

    /// <summary>Gets how many rows must still go.</summary>
    public long RemainingRows => RawRows + StaleRollupRows + AttributeRows + QuarantineRows;

    /// <summary>Gets whether nothing must go and the rollup counts what the raw table holds.</summary>
    public bool IsClean => RemainingRows == 0 && RolledUpEvents == KeptRows;
}
