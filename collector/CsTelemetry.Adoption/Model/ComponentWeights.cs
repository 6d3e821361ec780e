namespace CsTelemetry.Adoption.Model;

/// <summary>Holds each component's share of the score, 0 to 1; they sum to 1 within 10⁻⁹.</summary>
/// <param name="Reach">The weight of reach, and of footprint, which stands in its place when seats are unknown. Default .20.</param>
/// <param name="Consistency">The weight of consistency. Default .25.</param>
/// <param name="Breadth">The weight of breadth. Default .20.</param>
/// <param name="Intensity">The weight of intensity. Default .20.</param>
/// <param name="Resilience">The weight of resilience. Default .10.</param>
/// <param name="Momentum">The weight of momentum. Default .05.</param>
public sealed record ComponentWeights(
    double Reach = .20,
    double Consistency = .25,
    double Breadth = .20,
    double Intensity = .20,
    double Resilience = .10,
    double Momentum = .05);
