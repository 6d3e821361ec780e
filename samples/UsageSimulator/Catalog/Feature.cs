namespace UsageSimulator.Catalog;

/// <summary>Describes a feature of the product.</summary>
/// <param name="Area">The area it belongs to, such as <c>reports</c>.</param>
/// <param name="Name">Its name within the area, such as <c>export</c>.</param>
/// <param name="Popularity">How often it is used compared to others; above 0.</param>
/// <param name="From">The least plan that includes it.</param>
/// <param name="IsReleasedLate">True for the one feature that appears half way through the simulated time.</param>
internal sealed record Feature(string Area, string Name, double Popularity, Plan From, bool IsReleasedLate = false)
{
    /// <summary>Gets the key that stands in the log, such as <c>reports.export</c>.</summary>
    public string Key { get; } = $"{Area}.{Name}";
}
