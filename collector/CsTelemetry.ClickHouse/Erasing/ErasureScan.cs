namespace CsTelemetry.ClickHouse.Erasing;

/// <summary>What the store holds of a user or an account that is to be erased.</summary>
/// <param name="RawRows">Events that must go.</param>
/// <param name="KeptRows">Events that happened after the order; they stay.</param>
/// <param name="RollupRows">Rows of the rollup, of both.</param>
/// <param name="StaleRollupRows">Those of them that count something that must go.</param>
/// <param name="RolledUpEvents">Events that the rollup counts.</param>
/// <param name="AttributeRows">Attributes, and versions of documents of what is known, that must go.</param>
/// <param name="QuarantineRows">Rejected events that must go.</param>
public readonly record struct ErasureScan(
    long RawRows, long KeptRows, long RollupRows, long StaleRollupRows, long RolledUpEvents, long AttributeRows, long QuarantineRows = 0)
{
    /// <summary>Gets how many rows must still go.</summary>
    public long RemainingRows => RawRows + StaleRollupRows + AttributeRows + QuarantineRows;

    /// <summary>Gets whether nothing must go and the rollup counts what the raw table holds.</summary>
    public bool IsClean => RemainingRows == 0 && RolledUpEvents == KeptRows;
}
