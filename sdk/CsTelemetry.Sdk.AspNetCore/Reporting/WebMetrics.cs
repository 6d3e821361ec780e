using System.Diagnostics.Metrics;

namespace CsTelemetry.AspNetCore.Reporting;

/// <summary>Publishes what could not be captured, as metrics of the meter <c>CsTelemetry.AspNetCore</c>.</summary>
internal sealed class WebMetrics
{
    public const string MeterName = "CsTelemetry.AspNetCore";

    private readonly Counter<long> _anonymous;
    private readonly Counter<long> _failures;

    public WebMetrics(IMeterFactory meters)
    {
        // The factory owns the meter.
        var meter = meters.Create(MeterName);
        _anonymous = meter.CreateCounter<long>("cstelemetry.aspnetcore.unattributed", "{event}", "Logins and feature uses that were not tracked because the user or account is not known.");
        _failures = meter.CreateCounter<long>("cstelemetry.aspnetcore.failures", "{failure}", "Failures while capturing, by place; the app did not notice them.");
    }

    public void Unattributed(string what) => _anonymous.Add(1, new KeyValuePair<string, object?>("event", what));

    public void Failed(CapturePlace place) => _failures.Add(1, new KeyValuePair<string, object?>("place", Name(place)));

    private static string Name(CapturePlace place) => place switch
    {
        CapturePlace.IdentityResolver => "identity_resolver",
        CapturePlace.ConsentResolver => "consent_resolver",
        CapturePlace.UsePredicate => "use_predicate",
        CapturePlace.FeatureMapping => "feature_mapping",
        CapturePlace.Authentication => "authentication",
        _ => "circuit",
    };
}
