using System.Globalization;

namespace CsTelemetry.Client;

/// <summary>Says what to add to one account's score. Immutable; nothing by default.</summary>
public sealed record ScoreExpansion
{
    /// <summary>Gets what adds everything there is, with the change of 28 days.</summary>
    public static ScoreExpansion Everything { get; } = new() { Features = true, Peers = true, NextActions = true, DeltaDays = 28 };

    /// <summary>Gets whether each core feature's part is added.</summary>
    public bool Features { get; init; }

    /// <summary>Gets whether its place among its segment is added.</summary>
    public bool Peers { get; init; }

    /// <summary>Gets whether what would raise it most is added.</summary>
    public bool NextActions { get; init; }

    /// <summary>Gets over how many days its change is explained, 1 to 730; null for none.</summary>
    public int? DeltaDays { get; init; }

    internal string? Name()
    {
        string?[] parts =
        [
            Features ? "features" : null,
            Peers ? "peers" : null,
            NextActions ? "next_actions" : null,
            DeltaDays is { } days ? string.Create(CultureInfo.InvariantCulture, $"delta:{days}d") : null,
        ];
        var text = string.Join(',', parts.Where(part => part is not null));
        return text.Length == 0 ? null : text;
    }
}
