namespace CsTelemetry.Adoption.Model;

/// <summary>Holds each component's share of the score, 0 to 1; they sum to 1.</summary>
public sealed record ComponentWeights
{
    /// <summary>Gets the weight of reach, and of footprint, which stands in its place when seats are unknown. Default .20.</summary>
    public double Reach { get; internal init; } = .20;

    /// <summary>Gets the weight of consistency. Default .25.</summary>
    public double Consistency { get; internal init; } = .25;

    /// <summary>Gets the weight of breadth. Default .20.</summary>
    public double Breadth { get; internal init; } = .20;

    /// <summary>Gets the weight of intensity. Default .20.</summary>
    public double Intensity { get; internal init; } = .20;

    /// <summary>Gets the weight of resilience. Default .10.</summary>
    public double Resilience { get; internal init; } = .10;

    /// <summary>Gets the weight of momentum. Default .05.</summary>
    public double Momentum { get; internal init; } = .05;
}
