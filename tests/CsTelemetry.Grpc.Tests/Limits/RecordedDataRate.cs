using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Core.Features;

namespace CsTelemetry.Grpc.Tests.Limits;

/// <summary>Sits before Kestrel's own feature and keeps what was set.</summary>
internal sealed class RecordedDataRate(IHttpMinRequestBodyDataRateFeature kestrels) : IHttpMinRequestBodyDataRateFeature
{
    public bool IsLifted { get; private set; }

    public MinDataRate? MinDataRate
    {
        get => kestrels.MinDataRate;
        set
        {
            kestrels.MinDataRate = value;
            IsLifted = value is null;
        }
    }

    public static void Watch(IApplicationBuilder app, List<RecordedDataRate> rates) => app.Use((http, next) =>
    {
        var rate = new RecordedDataRate(http.Features.GetRequiredFeature<IHttpMinRequestBodyDataRateFeature>());
        rates.Add(rate);
        http.Features.Set<IHttpMinRequestBodyDataRateFeature>(rate);
        return next(http);
    });
}
