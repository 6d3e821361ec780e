using System.Collections.Frozen;
using Microsoft.Net.Http.Headers;

namespace CsTelemetry.Collector.Receiving.Http;

/// <summary>Lets web pages of named origins post from a browser, by CORS. With no origin named it does nothing. Thread-safe.</summary>
internal sealed class BrowserAccess(IEnumerable<string> origins)
{
    // Chrome asks again after two hours whatever it is told.
    private const string PreflightSeconds = "7200";

    private readonly FrozenSet<string> _origins = origins.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    /// <summary>Marks an answer as readable by the page that asked, if its origin is named. To be called before the answer starts.</summary>
    public bool Admit(HttpContext http, IHttpCall call)
    {
        if (!call.ForBrowsers || _origins.Count == 0)
        {
            return false;
        }

        // Also when the origin is not named: no cache may give one origin's answer to another.
        http.Response.Headers.Append(HeaderNames.Vary, HeaderNames.Origin);
        var origin = http.Request.Headers.Origin.ToString();
        if (!_origins.Contains(origin))
        {
            return false;
        }

        http.Response.Headers.AccessControlAllowOrigin = origin;
        http.Response.Headers.AccessControlExposeHeaders = "retry-after";
        return true;
    }

    /// <summary>Answers a preflight of an admitted origin.</summary>
    public static void AnswerPreflight(HttpResponse response)
    {
        response.StatusCode = StatusCodes.Status204NoContent;
        response.Headers.AccessControlAllowMethods = HttpMethods.Post;
        response.Headers.AccessControlAllowHeaders = "authorization, content-type, content-encoding";
        response.Headers.AccessControlMaxAge = PreflightSeconds;
    }
}
