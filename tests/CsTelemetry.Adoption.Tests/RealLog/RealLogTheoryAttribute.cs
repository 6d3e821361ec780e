namespace CsTelemetry.Adoption.Tests.RealLog;

/// <summary>Marks a theory that needs the real usage log; where it is absent the tests show as skipped, with the reason.</summary>
public sealed class RealLogTheoryAttribute : TheoryAttribute
{
    public RealLogTheoryAttribute() => Skip = new RealLogFactAttribute().Skip;
}
