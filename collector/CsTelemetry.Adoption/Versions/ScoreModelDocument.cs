using CsTelemetry.Adoption.Bands;
using CsTelemetry.Adoption.Core;
using CsTelemetry.Adoption.Model;
using CsTelemetry.Adoption.Segments;

namespace CsTelemetry.Adoption.Versions;

/// <summary>
/// Holds a model version as it is written, stored and sent. What is left out of a draft takes its default; a version that is to be used
/// has core features and targets. Its numbers are unchecked: <see cref="ScoreModel.TryCreate"/> checks them.
/// </summary>
/// <param name="Version">The semantic version, such as <c>1.1.0</c>.</param>
/// <param name="Weights">The weights of the components; they sum to 1.</param>
/// <param name="Shapes">The numbers inside the components.</param>
/// <param name="Curves">The curves that components' values pass through.</param>
/// <param name="Caps">The limits that hold a score down.</param>
/// <param name="States">What decides between a number and a word.</param>
/// <param name="TargetRules">How targets and core features are taken from a portfolio.</param>
/// <param name="Segments">How accounts are divided into segments.</param>
/// <param name="Confidence">How sure a score must be to be called so.</param>
/// <param name="Bands">The edges between bands, and how slowly an account crosses them.</param>
/// <param name="Core">The core features in the order in which they are shown; at most 1,000.</param>
/// <param name="Targets">The frozen targets: one row for the tenant, and one for each segment.</param>
public sealed record ScoreModelDocument(
    string Version,
    ComponentWeights? Weights = null,
    ComponentShapes? Shapes = null,
    ComponentCurves? Curves = null,
    CapLimits? Caps = null,
    StateLimits? States = null,
    TargetRules? TargetRules = null,
    SegmentRules? Segments = null,
    ConfidenceLimits? Confidence = null,
    BandRule? Bands = null,
    IReadOnlyList<CoreFeature>? Core = null,
    IReadOnlyList<SegmentTargets>? Targets = null)
{
    /// <summary>Makes the model's numbers, with defaults for what was left out. Nothing is checked.</summary>
    public AdoptionModel ToModel() => new()
    {
        Version = Version,
        Weights = Weights ?? new(),
        Shapes = Shapes ?? new(),
        Curves = Curves ?? new(),
        Caps = Caps ?? new(),
        States = States ?? new(),
        Targets = TargetRules ?? new(),
        Segments = Segments ?? new(),
        Confidence = Confidence ?? new(),
        Bands = Bands ?? new(),
    };

    /// <summary>Writes a model down, whole.</summary>
    internal static ScoreModelDocument Of(AdoptionModel model, IReadOnlyList<CoreFeature> core, IReadOnlyList<SegmentTargets> targets) =>
        new(
            model.Version,
            model.Weights,
            model.Shapes,
            model.Curves,
            model.Caps,
            model.States,
            model.Targets,
            model.Segments,
            model.Confidence,
            model.Bands,
            core,
            targets);
}
