using System.Buffers;

namespace CsTelemetry.ClickHouse;

/// <summary>
/// Checks names that become part of SQL text (databases, tables, columns, settings). Values never
/// do: they travel as parameters.
/// </summary>
internal static class Identifier
{
    internal const int MaxLength = 64;
    internal const string Rule = "must start with a letter or underscore, then letters, digits, underscores; 1 to 64 in all";

    private static readonly SearchValues<char> Allowed =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_");

    internal static bool IsValid(string? name) =>
        name is { Length: > 0 and <= MaxLength }
        && !char.IsAsciiDigit(name[0])
        && !name.AsSpan().ContainsAnyExcept(Allowed);

    internal static string Check(string name, string what) => IsValid(name)
        ? name
        : throw new ArgumentException($"The name '{name}' of a {what} {Rule}.", nameof(name));
}
