using CsTelemetry.Adoption.Explaining;
using CsTelemetry.Adoption.Model;
using CsTelemetry.Adoption.Scoring;

namespace CsTelemetry.Adoption.Components;

/// <summary>Turns measures into one value between 0 and 1, and says how it came about.</summary>
internal interface IScoreComponent
{
    /// <summary>Gets the key under which programs know the component.</summary>
    public string Key { get; }

    /// <summary>Gets the name that people read.</summary>
    public string Label { get; }

    /// <summary>Gets the component's weight in a model, before redistribution.</summary>
    public double WeightIn(ComponentWeights weights);

    /// <summary>Gets the curve through which a model lets the value pass; null when it stays as it is.</summary>
    public Curve? CurveIn(ComponentCurves curves);

    /// <summary>Computes x before any curve, 0 to 1; null when the component is missing, which is not 0.</summary>
    public double? X(ScoreBasis basis);

    /// <summary>Lists the numbers that x is made of; numbers that are not known are left out.</summary>
    public IReadOnlyList<Fact> Facts(ScoreBasis basis);

    /// <summary>Says in one sentence how x came about, or why it is missing.</summary>
    public string Reason(ScoreBasis basis);

    /// <summary>Computes x after the curve, 0 to 1; null when the component is missing.</summary>
    public sealed double? CurvedX(ScoreBasis basis) =>
        X(basis) is { } x ? CurveIn(basis.Model.Curves)?.At(x) ?? x : null;
}
