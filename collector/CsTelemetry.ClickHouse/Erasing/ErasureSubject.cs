using System.Security.Cryptography;
using System.Text;

namespace CsTelemetry.ClickHouse.Erasing;

/// <summary>Names what is to be erased: what one user or one account did, or what was received about it, up to a moment.</summary>
/// <param name="ReceiptId">Names the order; letters and digits.</param>
/// <param name="Tenant">The tenant.</param>
/// <param name="UserId">The user; empty for a whole account.</param>
/// <param name="AccountId">The account it is confined to, empty for all of the tenant's; or the account that is erased.</param>
/// <param name="OrderedAt">The moment, in whole milliseconds, included.</param>
public sealed record ErasureSubject(string ReceiptId, string Tenant, string UserId, string AccountId, DateTimeOffset OrderedAt)
{
    /// <summary>
    /// Gets SHA-256 of "receipt id, line feed, tenant, line feed, user id" (or account id), in hexadecimal. Whoever has the receipt and
    /// the id can show that they belong together; receipts of one user cannot be told to be of one user.
    /// </summary>
    public string UserHash => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{ReceiptId}\n{Tenant}\n{(IsAccount ? AccountId : UserId)}")));

    /// <summary>Gets whether a whole account is erased.</summary>
    public bool IsAccount => UserId.Length == 0;

    /// <summary>Leaves the user out: this text may reach a log.</summary>
    public override string ToString() => $"erasure {ReceiptId}";
}
