using CsTelemetry.Adoption.Model;

namespace CsTelemetry.Adoption.Segments;

/// <summary>Finds size classes.</summary>
internal static class SizeClasses
{
    /// <summary>The classes of known seats, from small to huge.</summary>
    public static readonly IReadOnlyList<SizeClass> Known = [SizeClass.Small, SizeClass.Medium, SizeClass.Large, SizeClass.Huge];

    /// <summary>Finds the class of so many seats; an account without a seat is small, one whose seats nobody knows is unknown.</summary>
    public static SizeClass Of(double? seats, SegmentRules rules) =>
        seats is not { } known ? SizeClass.Unknown :
        known <= rules.SmallSeats ? SizeClass.Small :
        known <= rules.MediumSeats ? SizeClass.Medium :
        known <= rules.LargeSeats ? SizeClass.Large :
        SizeClass.Huge;

    /// <summary>Names a class as keys carry it.</summary>
    public static string Key(SizeClass size) => size switch
    {
        SizeClass.Small => "small",
        SizeClass.Medium => "medium",
        SizeClass.Large => "large",
        SizeClass.Huge => "huge",
        _ => "unknown",
    };
}
