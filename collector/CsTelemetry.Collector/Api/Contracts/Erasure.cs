namespace CsTelemetry.Collector.Api.Contracts;

/// <summary>The receipt of an order to forget a user or an account.</summary>
/// <param name="ReceiptId">Names it.</param>
/// <param name="State">How far it has come.</param>
/// <param name="Target">What it erases.</param>
/// <param name="UserSha256">SHA-256, in hexadecimal, of the receipt id, a line feed, the tenant, a line feed, and the id of the user, or of the account if that is the target: shows whom it is about to those who know.</param>
/// <param name="AccountId">The account that the erasure of a user is confined to; null for all, and for an account.</param>
/// <param name="OrderedAt">When it was given: what happened or was received up to then is erased, and refused if it comes late.</param>
/// <param name="DoneAt">When a scan of the store found nothing left; null until then.</param>
/// <param name="LogClearedAt">When the write-ahead log, too, had deleted everything from before the order; null until then.</param>
/// <param name="RawRows">Events erased; null until it is done.</param>
/// <param name="RollupRows">Rows of the daily rollup erased; null until it is done.</param>
/// <param name="AttributeRows">Attributes erased; null until it is done.</param>
/// <param name="QuarantineRows">Rejected events erased; null until it is done.</param>
/// <param name="RemainingRows">What the scan found left, which is 0; null until it is done.</param>
/// <param name="Logs">The other collectors of the store that have learnt of the order, and how far each has come; it is done when all of them are. The numbers above count what they erased, too.</param>
internal sealed record Erasure(
    string ReceiptId,
    ErasureState State,
    ErasureSubjectKind Target,
    string UserSha256,
    string? AccountId,
    DateTimeOffset OrderedAt,
    DateTimeOffset? DoneAt,
    DateTimeOffset? LogClearedAt,
    long? RawRows,
    long? RollupRows,
    long? AttributeRows,
    long? QuarantineRows,
    long? RemainingRows,
    IReadOnlyList<ErasureLog> Logs);
