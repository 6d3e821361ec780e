using System.Text.RegularExpressions;

namespace CsTelemetry.Adoption.Model;

/// <summary>Knows semantic versions, without build metadata.</summary>
internal static partial class SemanticVersion
{
    private const int MaxLength = 64;

    public static bool IsValid(string? version) => version is { Length: <= MaxLength } && Pattern().IsMatch(version);

    [GeneratedRegex(@"\A(0|[1-9][0-9]{0,8})\.(0|[1-9][0-9]{0,8})\.(0|[1-9][0-9]{0,8})(-[0-9A-Za-z-]+(\.[0-9A-Za-z-]+)*)?\z", RegexOptions.CultureInvariant)]
    private static partial Regex Pattern();
}
