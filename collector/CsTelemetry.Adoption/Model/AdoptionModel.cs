using CsTelemetry.Adoption.Bands;

namespace CsTelemetry.Adoption.Model;

/// <summary>
/// Holds every number that the adoption score is made with, except the targets, which are measured.
/// Immutable; safe to share between threads. See "CsTelemetry adoption model 1.0".
/// </summary>
public sealed record AdoptionModel
{
    private AdoptionModel()
    {
    }

    /// <summary>Gets model 1.0.</summary>
    public static AdoptionModel V1 { get; } = new();

    /// <summary>Gets the semantic version. Scores made with targets that are not frozen add <c>-auto</c>.</summary>
    public string Version { get; internal init; } = "1.0.0";

    /// <summary>Gets the weights of the six components; they sum to 1.</summary>
    public ComponentWeights Weights { get; internal init; } = new();

    /// <summary>Gets the numbers inside the components.</summary>
    public ComponentShapes Shapes { get; internal init; } = new();

    /// <summary>Gets the limits that hold a score down, in points.</summary>
    public CapLimits Caps { get; internal init; } = new();

    /// <summary>Gets what decides between a number and a word.</summary>
    public StateLimits States { get; internal init; } = new();

    /// <summary>Gets how targets and core features are taken from a portfolio.</summary>
    public TargetRules Targets { get; internal init; } = new();

    /// <summary>Gets how sure a score must be to be called so.</summary>
    public ConfidenceLimits Confidence { get; internal init; } = new();

    /// <summary>Gets the edges between bands.</summary>
    public BandRule Bands { get; internal init; } = new();
}
