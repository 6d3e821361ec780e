using Microsoft.AspNetCore.Mvc;

namespace CsTelemetry.Sdk.AspNetCore.Tests.Features;

/// <summary>A controller that says nothing about features.</summary>
public sealed class PlainController : Controller
{
    [HttpGet("/mvc/plain/{id:int}/show")]
    public IActionResult Show(int id) => Ok(id);
}
