using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace CsTelemetry.ClickHouse.Schema;

// Schema/Migrations/0001_what_it_does.sql: one or more statements, each ended by ';' at a line's end,
// each harmless when run again (CREATE … IF NOT EXISTS, ALTER … ADD COLUMN IF NOT EXISTS).

/// <summary>Is one numbered step of the schema. Once released, its text never changes.</summary>
internal sealed partial record Migration(int Version, string Name, IReadOnlyList<string> Statements, string Checksum)
{
    /// <summary>Reads one file; <paramref name="fileName"/> carries the number and the name.</summary>
    internal static Migration Parse(string fileName, string text)
    {
        if (FileNamePattern().Match(fileName) is not { Success: true } match)
        {
            throw new FormatException($"Migration file '{fileName}' must be named 0001_what_it_does.sql.");
        }

        var sql = text.ReplaceLineEndings("\n");
        var statements = StatementEnd().Split(sql).Select(part => part.Trim()).Where(HoldsSql).ToList();
        var version = int.Parse(match.Groups[1].ValueSpan, CultureInfo.InvariantCulture);
        return new(version, match.Groups[2].Value, statements, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(sql))));
    }

    private static bool HoldsSql(string part) =>
        part.Split('\n').Any(line => line.Trim() is { Length: > 0 } text && !text.StartsWith("--", StringComparison.Ordinal));

    [GeneratedRegex(@"^(\d{4})_([a-z0-9_]+)\.sql$", RegexOptions.CultureInvariant)]
    private static partial Regex FileNamePattern();

    [GeneratedRegex(@";[ \t]*(?:\n|$)", RegexOptions.CultureInvariant)]
    private static partial Regex StatementEnd();
}
