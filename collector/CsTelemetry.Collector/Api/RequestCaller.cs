using System.Reflection;
using CsTelemetry.Collector.Tenancy;

namespace CsTelemetry.Collector.Api;

/// <summary>The authenticated caller of a REST call, for a handler's parameter list.</summary>
internal sealed class RequestCaller(Caller caller) : IBindableFromHttpContext<RequestCaller>
{
    public Caller Caller { get; } = caller;

    public string Tenant => Caller.Tenant;

    public static ValueTask<RequestCaller?> BindAsync(HttpContext context, ParameterInfo parameter) =>
        ValueTask.FromResult<RequestCaller?>(new RequestCaller(context.Features.Get<Caller>()!));
}
