using CsTelemetry.AspNetCore.Features;
using CsTelemetry.AspNetCore.Reporting;
using CsTelemetry.AspNetCore.SigningIn;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace CsTelemetry.AspNetCore.Requests;

/// <summary>Tracks that an endpoint's feature was used, or failed. Never throws. Safe for any number of threads.</summary>
internal sealed class FeatureReporter(ICsTelemetry telemetry, FeatureMap map, CaptureFaults faults, WebMetrics metrics, IOptions<CsTelemetryWebOptions> options)
{
    private readonly CsTelemetryWebOptions _options = options.Value;

    public TelemetryName? FeatureOf(HttpContext context, Endpoint? endpoint) => map.FeatureOf(endpoint ?? context.GetEndpoint(), context.Request.Method);

    public void Answered(HttpContext context, TelemetryName feature, RequestUser? user, TimeSpan duration)
    {
        if (RequestMarks.IsRefused(context))
        {
            return;
        }

        if (IsUse(context))
        {
            if (user is null)
            {
                metrics.Unattributed("feature_use");
                return;
            }

            telemetry.TrackFeature(feature, user.Identity.AccountId, user.Identity.UserId, Details(user, duration));
        }
        else if (context.Response.StatusCode >= StatusCodes.Status500InternalServerError)
        {
            Failed(feature, user, duration);
        }
    }

    public void Threw(HttpContext context, TelemetryName feature, RequestUser? user, TimeSpan duration, Exception failure)
    {
        // The browser went away; nothing failed.
        if (failure is not OperationCanceledException || !context.RequestAborted.IsCancellationRequested)
        {
            Failed(feature, user, duration);
        }
    }

    private void Failed(TelemetryName feature, RequestUser? user, TimeSpan duration)
    {
        if (_options.TrackServerErrors && user is not null)
        {
            telemetry.TrackError(feature.Text, user.Identity.AccountId, user.Identity.UserId, Details(user, duration));
        }
    }

    private bool IsUse(HttpContext context)
    {
        try
        {
            return _options.IsUse?.Invoke(context) ?? context.Response.StatusCode < StatusCodes.Status400BadRequest;
        }
        catch (Exception failure)
        {
            faults.Note(CapturePlace.UsePredicate, failure);
            return false;
        }
    }

    private static EventDetails Details(RequestUser user, TimeSpan duration) => new() { SessionId = user.SessionId, Platform = user.Platform, Duration = duration };
}
