namespace CsTelemetry.Adoption.Tests.RealLog;

/// <summary>Marks a test that needs the real usage log; where it is absent the test shows as skipped, with the reason.</summary>
public sealed class RealLogFactAttribute : FactAttribute
{
    public RealLogFactAttribute()
    {
        if (RealLogFile.Find() is null)
        {
            Skip = "The real usage log is not on this machine: put nova-usage.csv.gz into shared/data beside the repository.";
        }
    }
}
