using CsTelemetry.Adoption.Bands;

namespace CsTelemetry.Adoption.Model;

/// <summary>
/// Holds every number that the adoption score is made with, except core features and targets, which <see cref="Versions.ScoreModel"/>
/// adds. Immutable; safe to share between threads. A copy with other numbers is checked where it is used: see <see cref="ModelCheck"/>.
/// </summary>
public sealed record AdoptionModel
{
    /// <summary>Gets model 1.0. "CsTelemetry adoption model 1.0".</summary>
    public static AdoptionModel V1 { get; } = new();

    /// <summary>Gets the semantic version. Scores made with targets that are not frozen add <c>-auto</c>.</summary>
    public string Version { get; init; } = "1.0.0";

    /// <summary>Gets the weights of the six components; they sum to 1.</summary>
    public ComponentWeights Weights { get; init; } = new();

    /// <summary>Gets the numbers inside the components.</summary>
    public ComponentShapes Shapes { get; init; } = new();

    /// <summary>Gets the curves that components' values pass through. Default none.</summary>
    public ComponentCurves Curves { get; init; } = new();

    /// <summary>Gets the limits that hold a score down, in points.</summary>
    public CapLimits Caps { get; init; } = new();

    /// <summary>Gets what decides between a number and a word.</summary>
    public StateLimits States { get; init; } = new();

    /// <summary>Gets how targets and core features are taken from a portfolio.</summary>
    public TargetRules Targets { get; init; } = new();

    /// <summary>Gets how accounts are divided into groups that share targets.</summary>
    public SegmentRules Segments { get; init; } = new();

    /// <summary>Gets how sure a score must be to be called so.</summary>
    public ConfidenceLimits Confidence { get; init; } = new();

    /// <summary>Gets the edges between bands, and how slowly an account crosses them.</summary>
    public BandRule Bands { get; init; } = new();
}
