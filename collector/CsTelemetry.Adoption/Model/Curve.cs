namespace CsTelemetry.Adoption.Model;

/// <summary>
/// Bends a component's value: straight lines between points, level before the first and after the last. It may fall as well as rise,
/// for products in which too much is as bad as too little. Immutable; equal when the points are.
/// </summary>
/// <param name="points">The points, X strictly rising; 2 to 64 of them. A model with others is refused.</param>
public sealed class Curve(IReadOnlyList<CurvePoint> points) : IEquatable<Curve>
{
    /// <summary>The most points of one curve.</summary>
    public const int MaxPoints = 64;

    /// <summary>Gets the points.</summary>
    public IReadOnlyList<CurvePoint> Points { get; } = [.. points];

    /// <summary>Finds the value after the curve.</summary>
    public double At(double x)
    {
        var after = 0;
        while (after < Points.Count && Points[after].X < x)
        {
            after++;
        }

        if (after == 0 || after == Points.Count)
        {
            return Points[after == 0 ? 0 : after - 1].Y;
        }

        var (low, high) = (Points[after - 1], Points[after]);
        return low.Y + ((high.Y - low.Y) * ((x - low.X) / (high.X - low.X)));
    }

    /// <inheritdoc />
    public bool Equals(Curve? other) => other is not null && Points.SequenceEqual(other.Points);

    /// <inheritdoc />
    public override bool Equals(object? obj) => Equals(obj as Curve);

    /// <inheritdoc />
    public override int GetHashCode() => Points.Aggregate(Points.Count, HashCode.Combine);
}
