using CsTelemetry.Adoption.Knowledge;
using CsTelemetry.Adoption.Scoring;

namespace CsTelemetry.Adoption.Changes;

/// <summary>Walks from one day to the other and writes down what each step did.</summary>
internal sealed class ScoreChangeBuilder(ScoreMoment from, ScoreMoment to, ScoreMoment final, CustomerAccount? account)
{
    // Far below what a line shows, far above rounding.
    private const double Nothing = 1e-9;
    private const double WorthSaying = .05;

    private readonly TermsPhrases _terms = new(from, to, account);
    private ScoredHybrid _at = new(Hybrid.Of(from));

    /// <summary>Builds the explanation.</summary>
    public ScoreChange Build(AdoptionScore before, AdoptionScore after, double points)
    {
        var lines = Lines(points);
        return new ScoreChange
        {
            Before = before,
            After = after,
            Points = points,
            Lines = lines,
            Reasons =
            [
                .. lines.SelectMany(line => line.Causes)
                    .Where(cause => Math.Abs(cause.Points) >= WorthSaying)
                    .OrderByDescending(cause => Math.Abs(cause.Points))
                    .Select(cause => cause.Reason),
            ],
        };
    }

    private List<ChangeLine> Lines(double points) =>
    [
        People("behaviour", "Behaviour", to, points, late: false),
        Line("denominators", "Seats, plan and tenure", points,
        [
            ("seats", at => at with { Seats = to.Usage.EligibleSeats }, _terms.Seats),
            ("entitlements", at => at with { Entitled = to.Usage.EntitledFeatures }, _terms.Entitlements),
            ("segment", at => at with { Place = (to.Usage.Plan, to.Usage.EligibleSeats) }, _terms.Segment),
            ("tenure", at => at with { Clock = (to.Usage.FirstDay, to.AsOf) }, _terms.Tenure),
        ]),
        Line("configuration", "Model", points,
        [
            ("core", at => at with { Core = to.Model.Index }, ModelPhrases.Core(from.Model, to.Model)),
            ("model", at => at with { Numbers = to.Model.Numbers }, ModelPhrases.Numbers(from.Model, to.Model)),
            ("targets", at => at with { Segments = to.Model.Segments }, ModelPhrases.Targets(from.Model, to.Model)),
        ]),
        People("restatement", "Late data", final, points, late: true),
    ];

    // What people did moves every component at once; so here the components are the causes.
    private ChangeLine People(string key, string label, ScoreMoment moment, double points, bool late)
    {
        var (start, end) = (_at, new ScoredHybrid(_at.Hybrid with { Users = moment.Usage.Users }));
        _at = end;
        var parts = Moved(start.PartsTo(end));
        var causes = parts.Select(part =>
            new ChangeCause(part.Key, part.Points, ChangePhrases.Sentence(BehaviourPhrases.Of(part.Key, start.Basis, end.Basis, late), part.Points, points)));
        return new ChangeLine(key, label, end.Sheet.Score - start.Sheet.Score, parts, [.. causes]);
    }

    private ChangeLine Line(string key, string label, double points, (string Key, Func<Hybrid, Hybrid> Step, CausePhrase Phrase)[] steps)
    {
        var start = _at;
        var causes = new List<ChangeCause>();
        foreach (var step in steps)
        {
            var next = new ScoredHybrid(step.Step(_at.Hybrid));
            var moved = next.Sheet.Score - _at.Sheet.Score;
            if (Math.Abs(moved) > Nothing)
            {
                causes.Add(new ChangeCause(step.Key, moved, ChangePhrases.Sentence(step.Phrase, moved, points)));
            }

            _at = next;
        }

        return new ChangeLine(key, label, _at.Sheet.Score - start.Sheet.Score, Moved(start.PartsTo(_at)), causes);
    }

    private static List<ChangePart> Moved(List<ChangePart> parts) => [.. parts.Where(part => Math.Abs(part.Points) > Nothing)];
}
