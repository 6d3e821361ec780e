using System.Text.RegularExpressions;

namespace CsTelemetry.Collector.Tenancy;

/// <summary>The form of a tenant's id.</summary>
internal static partial class TenantId
{
    public const string Rule = "Use 1 to 64 lower-case letters, digits and dashes, starting with a letter.";

    public static bool IsValid(string id) => Form().IsMatch(id);

    [GeneratedRegex(@"^[a-z][a-z0-9-]{0,63}\z", RegexOptions.CultureInvariant)]
    private static partial Regex Form();
}
