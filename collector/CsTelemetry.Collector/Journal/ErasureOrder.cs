namespace CsTelemetry.Collector.Journal;

/// <summary>An order to erase what is stored about a user or an account.</summary>
/// <param name="Target">What it erases.</param>
/// <param name="ReceiptId">Names the order and its receipt; later orders have greater ones.</param>
/// <param name="Tenant">Whose data it is.</param>
/// <param name="UserId">The person, as events name them; empty for a whole account.</param>
/// <param name="AccountId">The account it is confined to, empty for all of the tenant's; or the account that is erased.</param>
/// <param name="OrderedAt">When it was given, by the collector's clock, in whole milliseconds: what happened or was received up to then is erased.</param>
internal sealed record ErasureOrder(
    ErasureTarget Target, Guid ReceiptId, string Tenant, string UserId, string AccountId, DateTimeOffset OrderedAt)
{
    /// <summary>Gets the id of whom it is about.</summary>
    public string SubjectId => Target == ErasureTarget.Account ? AccountId : UserId;

    /// <summary>Gets the receipt's name as callers and the store know it.</summary>
    public string Receipt => ReceiptId.ToString("N");
}
