using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace CsTelemetry.Adoption.Versions;

/// <summary>Hashes what a model computes with: its whole document without the version, in one canonical form.</summary>
internal static class ModelHash
{
    // Bump the number when the form changes: members in the order of their declaration, no white space, shortest decimals.
    private const string Form = "cstelemetry score model, form 1\n";

    public static string Of(ScoreModelDocument whole)
    {
        var json = JsonSerializer.SerializeToUtf8Bytes(whole with { Version = "" }, ModelJsonContext.Default.ScoreModelDocument);
        return Convert.ToHexStringLower(SHA256.HashData([.. Encoding.ASCII.GetBytes(Form), .. json]));
    }
}
