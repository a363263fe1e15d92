local function Body(x, y, z, vx, vy, vz, mass)
  return { x = x, y = y, z = z, vx = vx, vy = vy, vz = vz, mass = mass }
end

local function advance(bodies, dt)
  local n = #bodies
  for i = 1, n do
    local a = bodies[i]
    for j = i + 1, n do
      local b = bodies[j]
      local dx = a.x - b.x
      local dy = a.y - b.y
      local dz = a.z - b.z
      local squared = dx * dx + dy * dy + dz * dz
      local magnitude = dt / (squared * squared ^ 0.5)
      a.vx = a.vx - dx * b.mass * magnitude
      a.vy = a.vy - dy * b.mass * magnitude
      a.vz = a.vz - dz * b.mass * magnitude
      b.vx = b.vx + dx * a.mass * magnitude
      b.vy = b.vy + dy * a.mass * magnitude
      b.vz = b.vz + dz * a.mass * magnitude
    end
  end
  for i = 1, n do
    local body = bodies[i]
    body.x = body.x + dt * body.vx
    body.y = body.y + dt * body.vy
    body.z = body.z + dt * body.vz
  end
end

local function energy(bodies)
  local total = 0.0
  for i, a in ipairs(bodies) do
    total = total + 0.5 * a.mass * (a.vx * a.vx + a.vy * a.vy + a.vz * a.vz)
    for j = i + 1, #bodies do
      local b = bodies[j]
      local dx, dy, dz = a.x - b.x, a.y - b.y, a.z - b.z
      total = total - a.mass * b.mass / (dx * dx + dy * dy + dz * dz) ^ 0.5
    end
  end
  return total
end

local bodies = {
  Body(0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 39.47),
  Body(4.84, -1.16, -0.10, 0.61, 2.81, -0.02, 0.037),
  Body(8.34, 4.12, -0.40, -1.01, 1.82, 0.008, 0.011),
  Body(12.89, -15.11, -0.22, 1.08, 0.87, -0.01, 0.0017),
  Body(15.38, -25.92, 0.18, 0.98, 0.59, -0.03, 0.0020),
}
print(string.format("%.9f", energy(bodies)))
for _ = 1, 80000 do advance(bodies, 0.01) end
print(string.format("%.9f", energy(bodies)))
