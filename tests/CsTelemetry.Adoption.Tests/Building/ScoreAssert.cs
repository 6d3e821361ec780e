using CsTelemetry.Adoption.Explaining;
using CsTelemetry.Adoption.Scoring;

namespace CsTelemetry.Adoption.Tests.Building;

/// <summary>Reads lines off a score and checks what holds for every score.</summary>
internal static class ScoreAssert
{
    public static ComponentLine Line(this AdoptionScore score, string key) => score.Components.Single(line => line.Key == key);

    public static double Fact(this ComponentLine line, string name) => line.Facts.Single(fact => fact.Name == name).Value;

    /// <summary>The lines sum to the score, points earned and lost to 100, weights to 1, and everything lies in its range.</summary>
    public static void Balanced(AdoptionScore score)
    {
        Assert.InRange(score.Score!.Value, 0, 100);
        Assert.Equal(score.Score.Value, score.Components.Sum(line => line.Points) + score.Caps.Sum(line => line.Points), 1e-9);
        Assert.Equal(100, score.Components.Sum(line => line.Points + line.PointsLost), 1e-9);
        Assert.Equal(1, score.Components.Sum(line => line.Weight), 1e-9);
        Assert.Equal(score.Coverage!.Value, score.Components.Where(line => line.Available).Sum(line => line.ModelWeight), 1e-9);
        Assert.All(score.Components, line => Assert.InRange(line.X ?? 0, 0, 1));
        Assert.All(score.Caps, cap => Assert.True(cap.Points < 0));
    }
}
