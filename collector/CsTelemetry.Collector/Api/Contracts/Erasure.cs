namespace CsTelemetry.Collector.Api.Contracts;

/// <summary>The receipt of an order to forget a user.</summary>
/// <param name="ReceiptId">Names it.</param>
/// <param name="State">How far it has come.</param>
/// <param name="UserSha256">SHA-256, in hexadecimal, of the receipt id, a line feed, the tenant, a line feed, and the user id: shows whom it is about to those who know.</param>
/// <param name="AccountId">The account it is confined to; null for all.</param>
/// <param name="OrderedAt">When it was given: what happened or was received up to then is erased, and refused if it comes late.</param>
/// <param name="DoneAt">When a scan of the store found nothing left; null until then.</param>
/// <param name="LogClearedAt">When the write-ahead log, too, had deleted everything from before the order; null until then.</param>
/// <param name="RawRows">Events erased; null until it is done.</param>
/// <param name="RollupRows">Rows of the daily rollup erased; null until it is done.</param>
/// <param name="AttributeRows">Attributes of the user erased; null until it is done.</param>
/// <param name="RemainingRows">What the scan found left, which is 0; null until it is done.</param>
internal sealed record Erasure(
    string ReceiptId,
    ErasureState State,
    string UserSha256,
    string? AccountId,
    DateTimeOffset OrderedAt,
    DateTimeOffset? DoneAt,
    DateTimeOffset? LogClearedAt,
    long? RawRows,
    long? RollupRows,
    long? AttributeRows,
    long? RemainingRows);
