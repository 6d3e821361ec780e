using System.Globalization;
using System.Security.Cryptography;
using CsTelemetry.ClickHouse.Knowledge;

namespace CsTelemetry.Collector.Knowing;

/// <summary>Makes the strong ETag of a document: its version and a hash of its bytes. Pure.</summary>
internal static class KnowledgeTag
{
    private const int HashBytes = 8;

    public static string Of(KnowledgeRow row) => string.Create(
        CultureInfo.InvariantCulture, $"\"{row.Version}-{Convert.ToHexStringLower(SHA256.HashData(row.Body.Span).AsSpan(0, HashBytes))}\"");
}
