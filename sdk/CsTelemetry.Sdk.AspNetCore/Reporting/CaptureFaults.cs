using Microsoft.Extensions.Logging;

namespace CsTelemetry.AspNetCore.Reporting;

/// <summary>Takes the exceptions that the app must not see: counts them all, and logs one a minute and place. Safe for any number of threads.</summary>
internal sealed class CaptureFaults(WebMetrics metrics, ILogger<CaptureFaults> logger, TimeProvider time)
{
    private static readonly TimeSpan Quiet = TimeSpan.FromMinutes(1);

    private readonly object _gate = new();
    private readonly Dictionary<CapturePlace, (long SaidAt, long Since)> _places = [];

    public void Note(CapturePlace place, Exception exception)
    {
        metrics.Failed(place);
        var count = CountToSay(place);
        if (count == 0)
        {
            return;
        }

        try
        {
            Log.CaptureFailed(logger, place, count, exception);
        }
        catch (Exception)
        {
            // A logger of the app that throws must not reach the app through us.
        }
    }

    private long CountToSay(CapturePlace place)
    {
        lock (_gate)
        {
            var known = _places.TryGetValue(place, out var state);
            if (known && time.GetElapsedTime(state.SaidAt) < Quiet)
            {
                _places[place] = state with { Since = state.Since + 1 };
                return 0;
            }

            _places[place] = (time.GetTimestamp(), 0);
            return state.Since + 1;
        }
    }
}
