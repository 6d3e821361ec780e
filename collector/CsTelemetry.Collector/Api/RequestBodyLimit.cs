using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.Metadata;

namespace CsTelemetry.Collector.Api;

/// <summary>
/// Refuses a body that says it is larger than its endpoint takes, with a problem that the caller gets to see: a server that answers and
/// closes while the caller still sends is seen as a broken connection. So a bounded rest is read and thrown away first.
/// </summary>
internal static class RequestBodyLimit
{
    private const long MaxDrainedBytes = 32L << 20;

    private static readonly TimeSpan DrainLimit = TimeSpan.FromSeconds(10);

    public static void UseRequestBodyLimit(this IApplicationBuilder app) => app.Use(async (http, next) =>
    {
        var limit = http.GetEndpoint()?.Metadata.GetMetadata<IRequestSizeLimitMetadata>()?.MaxRequestBodySize;
        if (http.Request.ContentLength is not { } length || length <= limit || limit is null)
        {
            await next(http);
            return;
        }

        await DrainAsync(http, length);
        await TypedResults.Problem(
            statusCode: StatusCodes.Status413PayloadTooLarge,
            title: "The body is too large.",
            detail: $"It has {length} bytes; this call takes at most {limit}. Send less, or in several calls.").ExecuteAsync(http);
    });

    private static async Task DrainAsync(HttpContext http, long length)
    {
        if (length > MaxDrainedBytes || http.Features.Get<IHttpMaxRequestBodySizeFeature>() is not { IsReadOnly: false } size)
        {
            return;
        }

        size.MaxRequestBodySize = MaxDrainedBytes;
        using var timer = CancellationTokenSource.CreateLinkedTokenSource(http.RequestAborted);
        timer.CancelAfter(DrainLimit);
        try
        {
            await http.Request.Body.CopyToAsync(Stream.Null, timer.Token);
        }
        catch (Exception exception) when (exception is OperationCanceledException or IOException)
        {
            // Who sends so slowly, or has gone, sees a closed connection.
        }
    }
}
