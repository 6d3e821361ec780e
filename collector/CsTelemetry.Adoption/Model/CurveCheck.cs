namespace CsTelemetry.Adoption.Model;

/// <summary>Finds what is wrong with curves.</summary>
internal static class CurveCheck
{
    public static void Check(ComponentCurves curves, FaultList faults)
    {
        Check("reach", curves.Reach, faults);
        Check("footprint", curves.Footprint, faults);
        Check("consistency", curves.Consistency, faults);
        Check("breadth", curves.Breadth, faults);
        Check("intensity", curves.Intensity, faults);
        Check("resilience", curves.Resilience, faults);
        Check("momentum", curves.Momentum, faults);
    }

    private static void Check(string component, Curve? curve, FaultList faults)
    {
        if (curve is null)
        {
            return;
        }

        var pointer = $"/curves/{component}/points";
        faults.Demand(curve.Points.Count is >= 2 and <= Curve.MaxPoints, pointer, $"The curve has {curve.Points.Count} points; it needs 2 to {Curve.MaxPoints}.");
        for (var i = 0; i < curve.Points.Count; i++)
        {
            faults.Within($"{pointer}/{i}/x", curve.Points[i].X, 0, 1);
            faults.Within($"{pointer}/{i}/y", curve.Points[i].Y, 0, 1);
            faults.Demand(i == 0 || curve.Points[i].X > curve.Points[i - 1].X, $"{pointer}/{i}/x", "Each point's x must exceed the one before.");
        }
    }
}
