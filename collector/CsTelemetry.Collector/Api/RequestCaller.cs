using System.Reflection;
using CsTelemetry.Collector.Tenancy;

namespace CsTelemetry.Collector.Api;

/// <summary>The authenticated caller of a REST call, for a handler's parameter list.</summary>
internal sealed class RequestCaller(Caller caller) : IBindableFromHttpContext<RequestCaller>
{
    public string Tenant { get; } = caller.Tenant;

    public static ValueTask<RequestCaller?> BindAsync(HttpContext context, ParameterInfo parameter) =>
        ValueTask.FromResult<RequestCaller?>(new RequestCaller(context.Features.Get<Caller>()!));
}
